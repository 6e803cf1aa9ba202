/** A line of two texts side by side: the same in both, or what the one or the other has in its place. */
export interface DiffRow {
  left: string | null;
  right: string | null;
  isSame: boolean;
}

/** Comparisons beyond this take a noticeable time: what differs is then shown as one block. */
const maxCells = 1_000_000;

const same = (text: string): DiffRow => ({ left: text, right: text, isSame: true });

/** Puts the lines of two texts side by side, those that they have in common beside each other. */
export function diffLines(before: string, after: string): DiffRow[] {
  const left = before.split("\n");
  const right = after.split("\n");
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let tail = 0;
  while (tail < left.length - start && tail < right.length - start && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  const middle = diffMiddle(left.slice(start, left.length - tail), right.slice(start, right.length - tail));
  return [...left.slice(0, start).map(same), ...middle, ...left.slice(left.length - tail).map(same)];
}

function diffMiddle(left: readonly string[], right: readonly string[]): DiffRow[] {
  const common = left.length * right.length > maxCells ? [] : longestCommon(left, right);
  const rows: DiffRow[] = [];
  let [from, to] = [0, 0];
  for (const [nextLeft, nextRight] of [...common, [left.length, right.length] as const]) {
    const changed = Math.max(nextLeft - from, nextRight - to);
    for (let index = 0; index < changed; index++)
      rows.push({
        left: from + index < nextLeft ? (left[from + index] ?? null) : null,
        right: to + index < nextRight ? (right[to + index] ?? null) : null,
        isSame: false,
      });
    const line = left[nextLeft];
    if (line !== undefined && nextRight < right.length) rows.push(same(line));
    [from, to] = [nextLeft + 1, nextRight + 1];
  }
  return rows;
}

/** The places of the longest sequence of lines that both have. */
function longestCommon(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const places: [number, number][] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length; ) {
    if (left[row] === right[column]) places.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return places;
}
