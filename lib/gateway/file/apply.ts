import { isDeepStrictEqual } from "node:util";
import type { AuditEntry } from "@/lib/audit/entry";
import { withAudit } from "@/lib/audit/with-audit";
import type { ProtectedApiBody } from "@/lib/contract/protected-apis";
import type { Transaction } from "@/lib/db/client";
import type { ProtectedApi } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { isRefusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { endGrantsFor } from "@/lib/oauth/grants/end-for-resource";
import { tagOf } from "@/lib/tags";
import { toColumns } from "../columns";
import { holdPrefixes, requireFreePrefix } from "../prefix";
import { requireSound } from "../sound";
import { ApiFileProblem, entryName } from "./read";

/** What a declaration means that leaves something out; the same as the columns' own defaults. */
const usual = { is_enabled: true, strip_prefix: true, timeout_seconds: 30, max_body_bytes: 10_485_760, tools: null, ca_certificate: null } as const;

/**
 * Makes the APIs of the file what it declares, known by their names, in one transaction: new ones are added, others changed, those that
 * are no longer in it removed. One that was declared on the page under the same name and prefix goes over to the file. Throws
 * ApiFileProblem, and then nothing has changed.
 */
export async function applyApiFile(declared: readonly ProtectedApiBody[]): Promise<void> {
  for (const [index, entry] of declared.entries()) await explain(entry, index, async () => requireSound(entry));
  await withAudit({ requestId: newId("req"), ip: undefined, userAgent: undefined }, async (tx) => {
    await holdPrefixes(tx);
    const rows = await tx.protectedApi.findMany();
    const known = declared.map((entry) => rows.find(({ name, prefix, source }) => name === entry.name && (source === "file" || prefix === entry.prefix)));
    const gone = rows.filter((row) => row.source === "file" && !known.includes(row));
    const entries = gone.map((row) => entryOf("deleted", row));
    await tx.protectedApi.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
    for (const { prefix } of gone) await endGrantsFor(tx, resourceOf(prefix));
    await makeWay(tx, declared, known);
    for (const [index, entry] of declared.entries()) entries.push(...(await write(tx, entry, index, known[index])));
    return { result: undefined, actor: { kind: "system" }, entry: entries, changed: entries.length > 0 ? [tagOf.protectedApis] : [] };
  });
}

/** Two entries may have changed places: none must find its new prefix held by what another one still has. */
async function makeWay(tx: Transaction, declared: readonly ProtectedApiBody[], known: readonly (ProtectedApi | undefined)[]): Promise<void> {
  for (const [index, row] of known.entries()) {
    if (!row || row.prefix === declared[index]!.prefix) continue;
    await endGrantsFor(tx, resourceOf(row.prefix));
    await tx.protectedApi.updateMany({ where: { id: row.id }, data: { prefix: `/~${row.id}` } });
  }
}

const resourceOf = (prefix: string): string => `${config().publicUrl}${prefix}`;

async function write(tx: Transaction, entry: ProtectedApiBody, index: number, row: ProtectedApi | undefined): Promise<AuditEntry[]> {
  const data = { ...toColumns({ ...usual, ...entry }), source: "file" };
  if (row && isDeepStrictEqual(declaredBy(row), { ...usual, ...entry, upstream: data.upstream, source: "file" })) return [];
  await explain(entry, index, () => requireFreePrefix(tx, entry.prefix, row?.id));
  if (row) {
    await tx.protectedApi.updateMany({ where: { id: row.id }, data });
    return [entryOf("updated", { ...row, ...entry })];
  }
  const made = await tx.protectedApi.create({ data: { id: newId("api"), ...data } });
  return [entryOf("created", made)];
}

function declaredBy({ name, prefix, upstream, rules, tools, isEnabled, stripPrefix, timeoutSeconds, maxBodyBytes, caCertificate, source }: ProtectedApi) {
  return { name, prefix, upstream, rules, tools, is_enabled: isEnabled, strip_prefix: stripPrefix, timeout_seconds: timeoutSeconds, max_body_bytes: maxBodyBytes, ca_certificate: caCertificate, source };
}

function entryOf(done: "created" | "updated" | "deleted", { id, name, prefix, upstream }: Pick<ProtectedApi, "id" | "name" | "prefix" | "upstream">): AuditEntry {
  return { action: `protected_api.${done}`, target: { type: "protected_api", id, name }, detail: { prefix, upstream, source: "file" } };
}

/** A refusal of what the page would refuse as well, in the words of the file. */
async function explain(entry: ProtectedApiBody, index: number, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const [issue] = error.details.issues ?? [];
    throw new ApiFileProblem(`${entryName(index, entry.name)}: ${issue ? `${issue.path} ${issue.message}` : error.message}`);
  }
}
