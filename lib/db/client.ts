import { slot } from "@/lib/slot";
import type { Prisma, PrismaClient } from "./generated/client";
import type { OpenDatabase } from "./open-database";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

export const database = slot<OpenDatabase>("database");

/** Inside an interactive transaction use the transaction's client instead: the embedded database has one connection. */
export function db(): Database {
  return database.get().client;
}
