// The station's clocks, and every age on the page. Keeps to what Chromium 90 knows.
const root = document.documentElement;
let bootAtZero = Number(root.dataset.boot) - performance.now();
let unixMinusBoot = Number(root.dataset.unix) - Number(root.dataset.boot);
let offsetMinutes = Number(root.dataset.offset);
const listeners = [];

/** The station's boot clock now, in milliseconds. */
export const boot = () => bootAtZero + performance.now();

/** Follows the station's clocks; called with each `clock` event. */
export function setClock(clock) {
  bootAtZero = clock.bootMilliseconds - performance.now();
  unixMinusBoot = clock.unixMilliseconds - clock.bootMilliseconds;
  offsetMinutes = clock.utcOffsetMinutes;
}

const two = (number) => String(number).padStart(2, "0");

/** "0:12", "3:10", "1 h 05 min": as the station itself writes ages. */
export function age(milliseconds) {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** Wall time at a moment of the boot clock, "14:32:07". */
export function wallTime(bootMilliseconds) {
  const seconds = Math.floor((bootMilliseconds + unixMinusBoot) / 1000) + offsetMinutes * 60;
  const day = ((seconds % 86400) + 86400) % 86400;
  return `${two(Math.floor(day / 3600))}:${two(Math.floor((day % 3600) / 60))}:${two(day % 60)}`;
}

/** Changes text only where it differs: less work for an old tablet and for screen readers. */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Calls a function twice a second. */
export const onTick = (listener) => listeners.push(listener);

function tick() {
  const now = boot();
  for (const element of document.querySelectorAll("[data-since]")) {
    setText(element, age(now - Number(element.dataset.since)));
  }
  for (const element of document.querySelectorAll("[data-until]")) {
    setText(element, age(Number(element.dataset.until) - now + 999));
  }
  const wall = wallTime(now);
  setText(document.querySelector("[data-clock]"), wall);
  setText(document.querySelector("[data-clock-short]"), wall.slice(0, 5));
  for (const listener of listeners) listener(now);
}

export function startClock() {
  tick();
  setInterval(tick, 500);
}
