// What stands in the header of every live page.
import { setText } from "./clock.js";

const part = (name) => document.querySelector(`[data-h="${name}"]`);

export function showHeader(header) {
  setText(part("watches"), header.watchWords);
  part("clock").hidden = header.clockConfirmed;
  part("simulated").hidden = !header.simulated;
  const troubles = part("troubles");
  troubles.hidden = header.troubles.length === 0;
  troubles.replaceChildren(...header.troubles.map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  }));
}
