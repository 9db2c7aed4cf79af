// A touch the station refused: said where everyone sees it, until it is touched away.
export function showRefusal(touch, sentence) {
  const line = document.createElement("button");
  line.type = "button";
  line.className = "refusal";
  line.setAttribute("role", "alert");
  line.textContent = `✗ ${touch.says}: ${sentence}`;
  line.addEventListener("click", () => line.remove());
  document.body.append(line);
}
