// The live waveform: a sweep like a bedside monitor's, the newest point just left of a gap.
//
// Points come in batches some twenty times a second and are drawn out evenly. The height is the device's
// own scale, never stretched: a small pulse looks small.
const secondsShown = 6;
const pointsPerSecond = 60;
const fullScale = 127;
/** Without a point for so long there is no trace to show. */
const emptyAfter = 2000;
const still = matchMedia("(prefers-reduced-motion: reduce)");

class Trace {
  constructor(canvas) {
    this.canvas = canvas;
    this.points = new Array(secondsShown * pointsPerSecond).fill(null);
    this.place = 0;
    this.waiting = [];
    this.lastPointAt = 0;
    this.dirty = true;
  }

  add(points) {
    this.waiting.push(...points);
    this.lastPointAt = performance.now();
    // More than a second behind: skip ahead, as the station's ring does.
    if (this.waiting.length > pointsPerSecond) this.waiting.splice(0, this.waiting.length - pointsPerSecond);
  }

  /** Takes as many points as keeps the line of waiting ones short and steady. */
  advance(elapsed) {
    const share = still.matches ? this.waiting.length : Math.ceil((this.waiting.length * elapsed) / 150);
    for (const point of this.waiting.splice(0, share)) {
      this.points[this.place] = point;
      this.place = (this.place + 1) % this.points.length;
      this.dirty = true;
    }
    if (performance.now() - this.lastPointAt > emptyAfter && this.points.some((point) => point !== null)) {
      this.points.fill(null);
      this.dirty = true;
    }
    this.canvas.parentElement.classList.toggle("has-trace", performance.now() - this.lastPointAt <= emptyAfter);
  }

  draw() {
    if (!this.dirty || this.canvas.clientWidth === 0) return;
    this.dirty = false;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.canvas.clientWidth * ratio);
    const height = Math.round(this.canvas.clientHeight * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    context.strokeStyle = getComputedStyle(this.canvas).color;
    context.lineWidth = 2 * ratio;
    context.lineJoin = "round";
    context.beginPath();
    const gap = pointsPerSecond / 4;
    let drawing = false;
    for (let index = 0; index < this.points.length; index += 1) {
      const behind = (index - this.place + this.points.length) % this.points.length;
      const point = behind < gap ? null : this.points[index];
      if (point === null) {
        drawing = false;
        continue;
      }
      const x = (index / this.points.length) * width;
      const y = height - 2 * ratio - (Math.min(point, fullScale) / fullScale) * (height - 4 * ratio);
      if (drawing) context.lineTo(x, y);
      else context.moveTo(x, y);
      drawing = true;
    }
    context.stroke();
  }
}

const traces = new Map();

/** Hands a seat's new points to its canvas. */
export function showWave(seat, points) {
  const canvas = document.querySelector(`canvas[data-wave="${seat}"]`);
  if (!canvas) return;
  if (!traces.has(seat) || traces.get(seat).canvas !== canvas) traces.set(seat, new Trace(canvas));
  traces.get(seat).add(points);
}

/** Draws until the page goes; once a second where motion is reduced. */
export function startTraces() {
  let last = performance.now();
  function frame(now) {
    if (!still.matches || now - last >= 1000) {
      for (const trace of traces.values()) {
        trace.advance(now - last);
        trace.draw();
      }
      last = now;
    }
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);
}
