export type ChangeMessage = { from: string; id: number; isLast: boolean; tags: string[] };

/** PostgreSQL takes less than 8,000 bytes in one notification. */
const roomForTags = 7_500;

/** As many messages as the tags need. */
export function packTags({ from, id }: { from: string; id: number }, tags: string[]): string[] {
  const packs = splitBySize(tags);
  return packs.map((pack, index) => JSON.stringify({ from, id, isLast: index === packs.length - 1, tags: pack } satisfies ChangeMessage));
}

export function readMessage(payload: string): ChangeMessage | undefined {
  try {
    const message = JSON.parse(payload) as ChangeMessage;
    return Array.isArray(message.tags) ? message : undefined;
  } catch {
    return undefined;
  }
}

function splitBySize(tags: string[]): string[][] {
  const packs: string[][] = [];
  let room = 0;
  for (const tag of new Set(tags)) {
    const size = Buffer.byteLength(JSON.stringify(tag)) + 1;
    // A tag that fits nowhere stands for all.
    if (size > roomForTags) return [["*"]];
    if (size > room) {
      packs.push([]);
      room = roomForTags;
    }
    packs.at(-1)?.push(tag);
    room -= size;
  }
  return packs;
}
