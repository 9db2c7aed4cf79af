// Sound on this screen. The station says what is to be heard; the patterns are its own, so that
// tablets and the station's speaker play the same numbers.

// Bursts are handed to the sound card so far ahead, in seconds: a page in the background gets its
// timers once a second at best.
const ahead = 3;
// The station forgets a screen that does not say for so long that it sounds.
const reportEvery = 2000;

const cover = document.getElementById("sound-off");
const name = sessionStorage.getItem("console") || `screen-${Math.random().toString(36).slice(2, 10)}`;
sessionStorage.setItem("console", name);

// They came with the page: a page that has lost the station must still have its own tone.
const patterns = JSON.parse(cover.dataset.patterns);
let context = null;
let out = null;
let wanted = null;
let playing = null;
let nextBurst = 0;
let isLost = false;
let lastReport = 0;
let isStarted = false;
let lastReported = "";
const waves = new Map();

/** Whether this screen can be heard: the browser allows it and the clock of the sound card runs. */
export const canSound = () => context !== null && context.state === "running";

function waveOf(pattern) {
  const key = pattern.harmonics.join();
  if (!waves.has(key)) {
    const imaginary = new Float32Array([0, ...pattern.harmonics]);
    waves.set(key, context.createPeriodicWave(new Float32Array(imaginary.length), imaginary));
  }
  return waves.get(key);
}

/** Hands one burst to a sound card or to a recording, beginning at a time of its clock. */
export function scheduleBurst(onto, target, pattern, wave, at) {
  const rise = pattern.riseMilliseconds / 1000;
  const fall = pattern.fallMilliseconds / 1000;
  for (const pulse of pattern.pulses) {
    const begin = at + pulse.atMilliseconds / 1000;
    const end = begin + pulse.lengthMilliseconds / 1000;
    const tone = onto.createOscillator();
    const shape = onto.createGain();
    tone.setPeriodicWave(wave);
    tone.frequency.value = pulse.hertz;
    shape.gain.setValueAtTime(0, begin);
    shape.gain.linearRampToValueAtTime(pattern.level, begin + rise);
    shape.gain.setValueAtTime(pattern.level, end - fall);
    shape.gain.linearRampToValueAtTime(0, end);
    tone.connect(shape).connect(target);
    tone.start(begin);
    tone.stop(end);
  }
}

function silence() {
  if (out !== null) {
    // Not at once: a wave that is cut clicks.
    out.gain.setTargetAtTime(0, context.currentTime, 0.01);
    const old = out;
    setTimeout(() => old.disconnect(), 200);
  }
  out = null;
}

function turn() {
  const now = isLost ? "lost" : wanted;
  if (now !== playing) {
    playing = now;
    if (context !== null) silence();
    nextBurst = 0;
  }
  cover.hidden = canSound();
  if (playing !== null && canSound() && patterns[playing]) fill(patterns[playing]);
  report();
}

function fill(pattern) {
  if (out === null) {
    out = context.createGain();
    out.connect(context.destination);
    nextBurst = context.currentTime + 0.05;
  }
  while (nextBurst < context.currentTime + ahead) {
    // After a sleep of the machine nothing is made up for.
    nextBurst = Math.max(nextBurst, context.currentTime + 0.02);
    scheduleBurst(context, out, pattern, waveOf(pattern), nextBurst);
    // A sound that is played once has no next burst.
    nextBurst += (pattern.burstIntervalMilliseconds || Infinity) / 1000;
  }
}

/** Tells the station whether this screen can be heard, and what it plays. */
function report() {
  const said = `${canSound()} ${playing}`;
  const now = performance.now();
  if (said === lastReported && now - lastReport < reportEvery) return;
  lastReported = said;
  lastReport = now;
  const body = new URLSearchParams({
    console: name, able: canSound() ? "1" : "0", playing: canSound() && playing ? playing : "",
  });
  fetch("/sound", { method: "POST", body, credentials: "same-origin",
    headers: { Accept: "application/json" } }).catch(() => {});
}

function allow() {
  if (context === null) context = new AudioContext({ latencyHint: "interactive" });
  return context.state === "running" ? Promise.resolve() : context.resume().then(turn, () => {});
}

/** What the station says is to be heard: a pattern's name, or null. */
export function hear(sound) {
  wanted = sound ? sound.pattern : null;
  turn();
}

/** The page has lost the station, or found it again. */
export function lost(isNow) {
  isLost = isNow;
  turn();
}

/** Plays the test once; resolves when it is over. */
export async function playTest() {
  await allow();
  const pattern = patterns.test;
  if (!canSound()) return false;
  const target = context.createGain();
  target.connect(context.destination);
  scheduleBurst(context, target, pattern, waveOf(pattern), context.currentTime + 0.05);
  const last = pattern.pulses[pattern.pulses.length - 1];
  return new Promise((done) => {
    setTimeout(() => done(true), last.atMilliseconds + last.lengthMilliseconds + 100);
  });
}

function wireTest() {
  const form = document.getElementById("sound-test");
  if (!form) return;
  const ask = form.querySelector("[data-heard]");
  form.querySelector("[data-play]").addEventListener("click", async (event) => {
    event.preventDefault();
    ask.hidden = !(await playTest());
  });
  form.addEventListener("submit", () => { ask.hidden = true; });
}

/** Begins: asks the browser for sound, and covers the page until it has it. */
export function startSound() {
  if (isStarted) return;
  isStarted = true;
  const line = document.querySelector("[data-console-line]");
  if (line) {
    line.hidden = false;
    line.querySelector("[data-console]").textContent = name;
  }
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, allow, { capture: true });
  wireTest();
  setInterval(turn, 250);
  // Some browsers of a site are set to allow sound without a touch.
  allow();
  turn();
}
