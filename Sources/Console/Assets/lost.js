// Says across the whole screen that the station is lost, within 3 s, until it is back.
import { age } from "./clock.js";
import { lost } from "./sound.js";

// The station speaks each second. Two words missed, and half a second of grace.
const lostAfter = 2500;
const panel = document.getElementById("lost");
const ageOutput = document.getElementById("lost-age");
let lastNews = performance.now();

/** The station was heard. */
export function heard() {
  lastNews = performance.now();
  if (!panel.hidden) {
    panel.hidden = true;
    panel.classList.remove("carry-on");
    document.body.classList.remove("is-lost");
    lost(false);
  }
}

/** True while the station is lost. */
export const isLost = () => !panel.hidden;

/** `isExcused` is true while no news is no loss. */
export function watchForLoss(isExcused = () => false) {
  document.getElementById("lost-carry-on").addEventListener("click", () => {
    panel.classList.add("carry-on");
  });
  setInterval(() => {
    const silence = performance.now() - lastNews;
    if (silence < lostAfter || isExcused()) return;
    ageOutput.textContent = age(silence);
    if (panel.hidden) {
      panel.hidden = false;
      document.body.classList.add("is-lost");
      lost(true);
    }
  }, 250);
}
