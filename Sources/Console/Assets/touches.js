// Touches that write: each has its own name (a UUID) and is sent until the station has it.
// Sent twice under one name it is written once, so repeating is safe and forgetting is not.
import { boot } from "./clock.js";

const retryAfter = 1000;
const answerWithin = 5000;
/** A glove bounces: a second touch of the same button this soon is the same touch. */
const bounceWithin = 400;

const queue = [];
const listeners = { change: [], kept: [], refused: [] };
const lastTouched = new WeakMap();
let sending = false;

/** A version 4 UUID. `crypto.randomUUID` is absent on plain HTTP, which a site's own network is. */
export function freshName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Listens for "change" (of the queue), "kept" (touch, answer) and "refused" (touch, sentence). */
export const on = (name, listener) => listeners[name].push(listener);
const tell = (name, ...facts) => listeners[name].forEach((listener) => listener(...facts));

/** Touches the station does not have yet, oldest first. */
export const unsent = () => queue.slice();

let isTaking = false;
let goes = false;
/** True while a touch that leads to another page is on its way, or this page is being left for it. */
export const isGoing = () => goes || queue.some((touch) => touch.goes);

function says(form, button) {
  const own = button && (button.dataset.says || button.textContent.trim());
  return [form.dataset.says, own].filter((text, place, all) => text && all.indexOf(text) === place).join(": ");
}

function take(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button && button.name) fields.set(button.name, button.value);
  const name = freshName();
  fields.set("entry", name);
  // A late entry says how long before the touch it happened, in seconds.
  const late = Number(fields.get("ago") || 0);
  queue.push({ name, url: form.action, fields, late, goes: "go" in form.dataset, at: boot(), says: says(form, button) });
  if ("clears" in form.dataset) form.reset();
  tell("change");
  send();
}

async function deliver(touch) {
  const waited = Math.floor((boot() - touch.at) / 1000);
  touch.fields.set("ago", String(touch.late + Math.max(0, waited)));
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), answerWithin);
  try {
    const answer = await fetch(touch.url, {
      method: "POST", body: touch.fields, headers: { Accept: "application/json" },
      credentials: "same-origin", signal: stop.signal,
    });
    const facts = await answer.json().catch(() => ({}));
    if (answer.ok) return { kept: facts };
    return answer.status >= 500 ? {} : { refused: facts.error || String(answer.status) };
  } catch (error) {
    return {};
  } finally {
    clearTimeout(timer);
  }
}

async function send() {
  if (sending) return;
  sending = true;
  let goTo;
  while (queue.length > 0) {
    const touch = queue[0];
    const result = await deliver(touch);
    if (!result.kept && !result.refused) {
      tell("change");
      await new Promise((done) => setTimeout(done, retryAfter));
      continue;
    }
    queue.shift();
    if (result.refused) tell("refused", touch, result.refused);
    else tell("kept", touch, result.kept);
    if (result.kept && touch.goes) goTo = result.kept.next;
    tell("change");
  }
  sending = false;
  // Only now: a page that goes takes its unsent touches with it.
  if (goTo) {
    goes = true;
    location.assign(goTo);
  }
}

function showUnsent() {
  const line = document.getElementById("unsent");
  const waiting = queue.filter((touch) => boot() - touch.at > 1000).length;
  line.hidden = waiting === 0;
  line.querySelector("b").textContent = String(waiting);
}

/** Takes over every form marked `data-touch`. Without this they are plain forms. */
export function takeTouches() {
  if (isTaking) return;
  isTaking = true;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("touch" in form.dataset)) return;
    event.preventDefault();
    const button = event.submitter;
    const now = performance.now();
    if (button && now - (lastTouched.get(button) || -bounceWithin) < bounceWithin) return;
    if (button) lastTouched.set(button, now);
    const details = form.closest("details");
    if (details) details.open = false;
    take(form, button);
  });
  window.addEventListener("beforeunload", (event) => {
    if (queue.length === 0) return;
    event.preventDefault();
    event.returnValue = "";
  });
  setInterval(showUnsent, 500);
}
