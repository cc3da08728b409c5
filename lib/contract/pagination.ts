import { z } from "zod";

/** `next_cursor` of a list whose cursors look like this. Anything else is refused: an empty page would read as the end of the list. */
export function cursorOf(form: RegExp) {
  return z.string().max(200).regex(form, { error: "must be next_cursor of the page before, as it was given" }).optional().meta({ description: "`next_cursor` of the page before" });
}

/** A list's cursor is the id, or the number, of the last row of a page. */
const idOrNumber = /^(?:[a-z]+_[0-9a-z]{26,32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\d{1,18})$/;

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "How many rows, 1 to 100" }),
  cursor: cursorOf(idOrNumber),
});

/** A list answer: rows, and a cursor where there are more. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ data: z.array(row), next_cursor: z.string().optional() });
}
