export type SearchParams = Record<string, string | string[] | undefined>;

/** One value of a query parameter; a repeated one counts as absent. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= 2000 ? value : undefined;
}
