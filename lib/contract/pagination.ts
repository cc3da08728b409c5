import { z } from "zod";

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "How many rows, 1 to 100" }),
  cursor: z.string().min(1).max(200).optional().meta({ description: "`next_cursor` of the page before" }),
});

/** A list answer: rows, and a cursor where there are more. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ data: z.array(row), next_cursor: z.string().optional() });
}
