// Fills a seat's part of the page from what the station sent. The words are the station's.
import { age, boot, setText } from "./clock.js";

const words = document.getElementById("words").dataset;
/** A value is the present for 3 s (design rule 1), and half a second for the way here. */
const currentFor = 3500;
const known = new WeakMap();

const part = (root, name) => root.querySelector(`[data-f="${name}"]`);

function setPart(root, name, text) {
  const element = part(root, name);
  if (!element) return;
  setText(element, text || "");
  if (name === "tag") element.hidden = !text;
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function ageOf(milliseconds, className) {
  const element = make("span", className);
  element.dataset.since = milliseconds;
  element.textContent = age(boot() - milliseconds);
  return element;
}

/** Lines keep their elements while their alert stays open, so that no light loses its beat. */
function fillAlerts(list, alerts, ended) {
  fillOpen(list, alerts);
  for (const fact of ended) {
    const line = make("li", "was");
    line.dataset.kind = `${fact.kind}/ended`;
    line.append(make("span", "what", `${fact.words}, ${words.endedAgo}`), " ", ageOf(fact.endedAtMilliseconds, "age"), ` ${words.ago}`);
    list.append(line);
  }
}

function fillOpen(list, alerts) {
  const lines = new Map(Array.from(list.children, (line) => [line.dataset.kind, line]));
  for (const line of Array.from(list.children)) {
    if (!alerts.some((alert) => alert.kind === line.dataset.kind)) line.remove();
  }
  alerts.forEach((alert, place) => {
    const line = lines.get(alert.kind) || make("li", "alert");
    if (!line.dataset.kind) {
      line.dataset.kind = alert.kind;
      line.append(make("span", "light"), make("span", "what"), " ", ageOf(alert.sinceMilliseconds, "age"), " ", make("span", "hushed"));
      line.firstChild.setAttribute("aria-hidden", "true");
    }
    line.dataset.priority = alert.priority;
    setText(line.querySelector(".light"), alert.marks);
    setText(line.querySelector(".what"), alert.words);
    line.querySelector(".age").dataset.since = alert.sinceMilliseconds;
    fillHushed(line.querySelector(".hushed"), alert.quietUntilMilliseconds);
    // Moving an element would start its light afresh: only when the order changed.
    if (list.children[place] !== line) list.insertBefore(line, list.children[place] || null);
  });
}

/** Who stepped out, may, or may be someone else: which of the three is shown is the style sheet's. */
function fillLeaving(root, tile) {
  root.dataset.leaving = tile.leaving;
  root.dataset.unseen = tile.hasUnseen ? "yes" : "no";
  setPart(root, "still", tile.handle);
  setPart(root, "usable", tile.usableWords);
  if (tile.leaving !== "paused") return;
  part(root, "paused-since").dataset.since = tile.pausedSinceMilliseconds;
  part(root, "paused-until").dataset.until = tile.pausedUntilMilliseconds;
}

function fillHushed(element, until) {
  if (!until || until <= boot()) return element.replaceChildren();
  if (!element.firstChild) element.append(`${words.hushed} `, make("span"));
  element.lastChild.dataset.until = until;
}

function fillLamp(root, name, lamp) {
  const element = root.querySelector(`[data-lamp="${name}"]`);
  if (!element) return;
  element.dataset.level = lamp ? lamp.level : "unknown";
  setText(element.querySelector(".word"), lamp ? lamp.word : "");
  const when = element.querySelector(".when");
  if (!lamp || lamp.atMilliseconds === null) return setText(when, lamp ? words.never : "");
  if (!when.querySelector("[data-since]")) when.replaceChildren(ageOf(lamp.atMilliseconds), ` ${words.ago}`);
  when.querySelector("[data-since]").dataset.since = lamp.atMilliseconds;
}

function fillCare(list, tile) {
  if (!tile.watch) return list.replaceChildren();
  const line = (text, since) => {
    const element = make("li", "", `${text} `);
    if (since !== null) element.append(ageOf(since));
    return element;
  };
  const lines = [];
  if (tile.lastDoseAtMilliseconds !== null) {
    const dose = make("li", "dose");
    dose.append(ageOf(tile.lastDoseAtMilliseconds), ` ${words.sinceDose} (${tile.doseCount})${tile.reCheckWords ? ` · ${tile.reCheckWords}` : ""}`);
    lines.push(dose);
  }
  if (tile.incidentOpenedAtMilliseconds !== null) {
    const running = line(words.responseOpen, tile.incidentOpenedAtMilliseconds);
    running.className = "running";
    lines.push(running);
  }
  if (tile.stillAsleepSinceMilliseconds !== null) {
    const asleep = line(words.stillAsleep, tile.stillAsleepSinceMilliseconds);
    asleep.className = "asleep";
    lines.push(asleep);
  }
  lines.push(tile.oxygenOnSinceMilliseconds === null ? line(words.oxygenOff, null) : line(words.oxygenOn, tile.oxygenOnSinceMilliseconds));
  if (tile.breathsSinceMilliseconds !== null) lines.push(line(words.breathsOn, tile.breathsSinceMilliseconds));
  if (tile.restored) lines.push(make("li", "", words.restored));
  list.replaceChildren(...lines);
}

function fillNumbers(root, tile) {
  const isCurrent = tile.spo2Percent !== null && boot() - tile.readingAtMilliseconds < currentFor;
  const numbers = root.querySelector(".numbers");
  numbers.classList.toggle("old", !isCurrent);
  setPart(root, "spo2", isCurrent ? String(tile.spo2Percent) : "–");
  setPart(root, "pulse", isCurrent && tile.pulseBpm !== null ? String(tile.pulseBpm) : "–");
  setPart(root, "signal", isCurrent || tile.spo2Percent === null ? tile.signalWords : words.silent);
  setPart(root, "slope", isCurrent ? tile.slopeWords : "");
  setPart(root, "forecast", isCurrent ? tile.forecastWords : "");
  root.querySelector(".bars").dataset.bars = isCurrent ? tile.bars : 0;
}

function fillLast(root, tile) {
  const element = root.querySelector(".last");
  if (tile.lastSpo2Percent === null) return element.replaceChildren();
  if (!element.querySelector("[data-since]")) {
    const value = make("span");
    value.append(`${words.last} `, make("b"));
    element.replaceChildren(value, " · ", ageOf(tile.lastAtMilliseconds, "age"), ` ${words.ago}`);
  }
  setText(element.querySelector("b"), `${tile.lastSpo2Percent} %`);
  element.querySelector("[data-since]").dataset.since = tile.lastAtMilliseconds;
}

function fillStrip(root, tile) {
  if (tile.strip !== undefined) part(root, "strip").setAttribute("d", tile.strip);
  const group = part(root, "limit-lines");
  const limits = tile.watch ? [tile.lowPercent, tile.criticalPercent] : [];
  if (group.dataset.limits === limits.join()) return;
  group.dataset.limits = limits.join();
  group.replaceChildren(...limits.map((percent) => {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const y = Math.min(50, Math.max(0, 100 - percent));
    for (const [name, value] of [["x1", 0], ["x2", 120], ["y1", y], ["y2", y]]) line.setAttribute(name, value);
    return line;
  }));
}

/** Puts the watch's and the response's ids into addresses such as `/watches/{watch}/end`. */
function fillAddresses(root, tile) {
  const fill = (pattern) => pattern.replace("{watch}", tile.watch || "").replace("{incident}", tile.incident || "");
  for (const form of root.querySelectorAll("form[data-action]")) form.setAttribute("action", fill(form.dataset.action));
  for (const link of root.querySelectorAll("a[data-href]")) {
    const usable = link.dataset.href.includes("{incident}") ? tile.incident : tile.watch;
    if (usable) link.setAttribute("href", fill(link.dataset.href));
    else link.removeAttribute("href");
  }
}

/** Shows a tile as the station sent it. */
export function showTile(root, tile) {
  known.set(root, tile);
  root.dataset.tone = tile.tone;
  root.classList.toggle("striped", tile.tag !== null);
  root.classList.toggle("empty", tile.watch === null);
  setPart(root, "label", tile.label);
  setPart(root, "handle", tile.handle);
  setPart(root, "tag", tile.tag);
  setPart(root, "more", tile.moreWords);
  setPart(root, "limits", tile.limitsWords ? `· ${tile.limitsWords}` : "");
  setPart(root, "oximeter", tile.oximeter.words);
  fillAlerts(part(root, "alerts"), tile.alerts, tile.ended);
  fillLeaving(root, tile);
  fillNumbers(root, tile);
  fillLast(root, tile);
  fillStrip(root, tile);
  fillLamp(root, "oxygen", tile.oxygen);
  fillLamp(root, "awake", tile.awake);
  fillCare(part(root, "care"), tile);
  fillAddresses(root, tile);
}

/** Turns a value into a dash when no newer one came: also when nothing at all comes any more. */
export function expire(root) {
  const tile = known.get(root);
  if (tile) fillNumbers(root, tile);
}
