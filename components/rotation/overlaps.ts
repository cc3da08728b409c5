/** How long the old secret of a rotated key goes on working, in seconds. */
export const overlaps = [
  { value: "0", label: "At once" },
  { value: "3600", label: "In an hour" },
  { value: "86400", label: "In a day" },
  { value: "604800", label: "In a week" },
  { value: "2592000", label: "In 30 days" },
] as const;

export type Overlap = (typeof overlaps)[number];
