// The strip above the tiles: who needs someone, in the station's order.
import { age, boot, setText } from "./clock.js";

const list = document.getElementById("attention");
const words = document.getElementById("words").dataset;

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** An alert that ended stays until someone says that they saw it. */
function endedLine(fact) {
  const item = make("li", "ended", "");
  const link = document.createElement("a");
  const since = make("span", "age", age(boot() - fact.endedAtMilliseconds));
  since.dataset.since = fact.endedAtMilliseconds;
  link.href = `#seat-${fact.seat}`;
  link.append(make("b", "", fact.label), " ", make("span", "what", `${fact.words}, ${words.endedAgo}`), " ", since, ` ${words.ago}`);
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/watches/${fact.watch}/alerts`;
  form.dataset.touch = "";
  const kind = document.createElement("input");
  Object.assign(kind, { type: "hidden", name: "kind", value: fact.kind });
  const button = make("button", "", words.sawOne);
  Object.assign(button, { name: "act", value: "seen" });
  button.append(make("span", "sr", ` ${fact.label} ${fact.words}`));
  form.append(kind, button);
  item.append(link, " ", form);
  item.classList.toggle("striped", fact.simulated);
  return item;
}

function line(fact) {
  if (fact.endedAtMilliseconds !== null) return endedLine(fact);
  const item = document.createElement("li");
  const link = document.createElement("a");
  const since = make("span", "age", age(boot() - fact.sinceMilliseconds));
  since.dataset.since = fact.sinceMilliseconds;
  const light = make("span", "light", fact.marks);
  light.setAttribute("aria-hidden", "true");
  link.href = `#seat-${fact.seat}`;
  link.append(light, " ", make("b", "", fact.label), " ", make("span", "what", fact.words), " ", since);
  item.append(link);
  item.dataset.priority = fact.priority;
  item.classList.toggle("striped", fact.simulated);
  return item;
}

let shown = "";

/** Shows the strip. Where only a value changed the lines stay, so that a reader is not interrupted. */
export function showAttention(facts) {
  const shape = facts.map((fact) => [fact.seat, fact.priority, fact.sinceMilliseconds, fact.endedAtMilliseconds, fact.kind].join()).join(";");
  if (shape === shown && facts.length > 0) {
    facts.forEach((fact, place) => setText(list.children[place].querySelector(".what"), fact.endedAtMilliseconds === null ? fact.words : `${fact.words}, ${words.endedAgo}`));
    return;
  }
  shown = shape;
  list.replaceChildren(...(facts.length > 0 ? facts.map(line) : [make("li", "quiet", words.allQuiet)]));
}
