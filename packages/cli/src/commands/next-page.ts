import type { Terminal } from "../output/terminal";

/** Says how to go on, where a list has more rows than were asked for. */
export function noteNextPage(terminal: Terminal, { next_cursor }: { next_cursor?: string }): void {
  if (next_cursor !== undefined) terminal.note(terminal.noteStyle.faint(`There are more: add --cursor ${next_cursor}`));
}
