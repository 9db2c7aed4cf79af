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

function line(fact) {
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
  const shape = facts.map((fact) => [fact.seat, fact.priority, fact.sinceMilliseconds].join()).join(";");
  if (shape === shown && facts.length > 0) {
    facts.forEach((fact, place) => setText(list.children[place].querySelector(".what"), fact.words));
    return;
  }
  shown = shape;
  list.replaceChildren(...(facts.length > 0 ? facts.map(line) : [make("li", "quiet", words.allQuiet)]));
}
