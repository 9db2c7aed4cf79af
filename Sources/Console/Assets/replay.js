// Plays a response again on its own picture. It reads one file of what was stored, opens nothing that
// is live, and makes no sound: alarms of the present are the page's own, as on every other page.
const box = document.getElementById("replay");
const deck = document.getElementById("deck");
const play = document.getElementById("play");
const slider = document.getElementById("moment");
const svgNamespace = "http://www.w3.org/2000/svg";
const two = (number) => String(number).padStart(2, "0");
const fields = {};
for (const field of deck.querySelectorAll("[data-r]")) fields[field.dataset.r] = field;

let facts;
let head;
let position = 0;
let shown = -1;
let frame;
let before;

function clockAt(second) {
  const local = facts.fromUnixMilliseconds / 1000 + second + facts.utcOffsetMinutes * 60;
  const day = ((local % 86400) + 86400) % 86400;
  return `${two(Math.floor(day / 3600))}:${two(Math.floor(day / 60) % 60)}:${two(day % 60)}`;
}

function span(seconds) {
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

// The last of a list in order of time that is not after a second; rows are in that order.
function latest(list, second, counts = () => true) {
  let found = null;
  for (const item of list) {
    if (item.second > second) break;
    if (counts(item)) found = item;
  }
  return found;
}

function put(name, text) {
  if (fields[name].textContent !== text) fields[name].textContent = text;
}

function said(step) {
  return step === null ? box.dataset.unknown : `${step.words} (${step.clock})`;
}

function showRows(second, last) {
  for (const row of box.querySelectorAll("tr[data-second]")) {
    row.classList.toggle("to-come", Number(row.dataset.second) > second);
    const isLast = last !== null && row.dataset.entry === last.entry;
    row.classList.toggle("at", isLast);
    if (isLast) row.setAttribute("aria-current", "time");
    else row.removeAttribute("aria-current");
  }
}

function show(second) {
  if (second === shown) return;
  shown = second;
  const oxygen = facts.oxygenPercent[second];
  const pulse = facts.pulseBpm[second];
  const open = facts.alerts.filter((alert) =>
    alert.from <= second && (alert.until === null || second < alert.until));
  const last = latest(facts.entries, second, (entry) => !entry.withdrawn && !entry.byStation);
  put("clock", clockAt(second));
  put("at", `${span(second)} / ${span(facts.seconds - 1)}`);
  put("oxygen", oxygen > 0 ? `${oxygen} %` : "–");
  put("pulse", pulse > 0 ? `${pulse}` : "–");
  put("signal", latest(facts.signal, second).words);
  put("awake", said(latest(facts.awake, second)));
  put("flow", said(latest(facts.flow, second)));
  put("alerts", open.map((alert) => `${alert.words} (${alert.priority})`).join(", ")
    || box.dataset.none);
  put("last", said(last));
  showRows(second, last);
  slider.value = String(second);
  slider.setAttribute("aria-valuetext", `${fields.clock.textContent}, ${fields.oxygen.textContent}`);
}

function draw() {
  show(Math.min(facts.seconds - 1, Math.floor(position)));
  const share = Math.min(1, position / facts.seconds);
  const x = facts.axisBegin + share * (facts.axisEnd - facts.axisBegin);
  if (head) head.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
}

function stop() {
  cancelAnimationFrame(frame);
  frame = undefined;
  play.textContent = box.dataset.play;
}

function step(time) {
  // A page that was not seen for a while goes on from where it stood.
  const passed = Math.min(1000, Math.max(0, time - (before === undefined ? time : before)));
  before = time;
  position += passed / 1000 * Number(deck.querySelector("[name=speed]:checked").value);
  if (position >= facts.seconds - 1) {
    position = facts.seconds - 1;
    draw();
    stop();
    return;
  }
  draw();
  frame = requestAnimationFrame(step);
}

function start() {
  if (position >= facts.seconds - 1) position = 0;
  before = undefined;
  play.textContent = box.dataset.pause;
  frame = requestAnimationFrame(step);
}

function addHead() {
  const picture = document.querySelector("#picture svg");
  if (!picture) return;
  head = document.createElementNS(svgNamespace, "g");
  head.setAttribute("class", "playhead");
  const line = document.createElementNS(svgNamespace, "path");
  line.setAttribute("d", `M0 0V${picture.viewBox.baseVal.height}`);
  line.setAttribute("stroke", "currentColor");
  line.setAttribute("stroke-width", "2");
  head.append(line);
  picture.append(head);
}

async function load() {
  try {
    const answer = await fetch(box.dataset.source, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    facts = await answer.json();
  } catch (error) {
    document.getElementById("replay-failed").hidden = false;
    return;
  }
  slider.max = String(facts.seconds - 1);
  addHead();
  deck.hidden = false;
  draw();
  play.addEventListener("click", () => (frame === undefined ? start() : stop()));
  slider.addEventListener("input", () => {
    position = Number(slider.value);
    draw();
  });
}

load();
