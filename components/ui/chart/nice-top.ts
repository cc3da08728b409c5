/** The end of a scale: at least `most`, even, and a number that people say. */
export function niceTop(most: number): number {
  if (most <= 2) return 2;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 5, 6, 8, 10].find((step) => step * magnitude >= most) ?? 10;
  const top = step * magnitude;
  return top % 2 === 0 ? top : top + 1;
}
