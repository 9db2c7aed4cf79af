// The breath pacer: one breath in 5 s, in step on every tablet since it runs from the first breath.
import { boot } from "./clock.js";

const period = 5000;
const breathFor = 1500;
const pacer = document.getElementById("pacer");
const bar = pacer.querySelector("i");
const count = pacer.querySelector("b");
let since = null;

/** Runs from this moment of the boot clock; `null` stops it. */
export function setPacer(milliseconds) {
  since = milliseconds;
  pacer.hidden = since === null;
}

export function startPacer() {
  setInterval(() => {
    if (since === null) return;
    const phase = (((boot() - since) % period) + period) % period;
    pacer.classList.toggle("now", phase < breathFor);
    const text = phase < breathFor ? pacer.dataset.breath : String(Math.ceil((period - phase) / 1000));
    if (count.textContent !== text) count.textContent = text;
    bar.style.transform = `scaleX(${(phase / period).toFixed(3)})`;
  }, 100);
}
