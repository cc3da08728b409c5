/** The name that somebody who typed `word` may have meant; undefined where none is near. */
export function closest(word: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, distance: name.startsWith(word) && word.length > 1 ? 0.5 : editDistance(word, name) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.name : undefined;
}

/** How many letters must be changed, added, taken away or exchanged with their neighbour. */
function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const costs = [next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)];
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) costs.push(before[j - 2]! + 1);
      next.push(Math.min(...costs));
    }
    [before, row] = [row, next];
  }
  return row[right.length]!;
}
