export const marker = "server-only";
