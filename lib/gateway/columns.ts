import type { ProtectedApiBody, UpdateProtectedApiBody } from "@/lib/contract/protected-apis";
import { Prisma } from "@/lib/db/generated/client";
import { canonicalUpstream } from "./sound";

type Columns<Input> = { [Name in keyof Input as Name extends keyof Column ? Column[Name] : never]: Name extends keyof Value ? Value[Name] : Exclude<Input[Name], undefined> };
type Column = { name: "name"; prefix: "prefix"; upstream: "upstream"; rules: "rules"; tools: "tools"; is_enabled: "isEnabled"; strip_prefix: "stripPrefix"; timeout_seconds: "timeoutSeconds"; max_body_bytes: "maxBodyBytes"; ca_certificate: "caCertificate" };
type Value = { rules: Prisma.InputJsonValue; tools: Prisma.InputJsonValue | typeof Prisma.DbNull };

/** The columns of what is named; what is not named keeps its place. */
export function toColumns<Input extends Partial<ProtectedApiBody> | UpdateProtectedApiBody>(input: Input): Columns<Input> {
  const { name, prefix, upstream, rules, tools, is_enabled, strip_prefix, timeout_seconds, max_body_bytes, ca_certificate } = input;
  return {
    ...(name !== undefined && { name }),
    ...(prefix !== undefined && { prefix }),
    ...(upstream !== undefined && { upstream: canonicalUpstream(upstream) }),
    ...(rules !== undefined && { rules: rules as Prisma.InputJsonValue }),
    ...(tools !== undefined && { tools: tools === null ? Prisma.DbNull : (tools as Prisma.InputJsonValue) }),
    ...(is_enabled !== undefined && { isEnabled: is_enabled }),
    ...(strip_prefix !== undefined && { stripPrefix: strip_prefix }),
    ...(timeout_seconds !== undefined && { timeoutSeconds: timeout_seconds }),
    ...(max_body_bytes !== undefined && { maxBodyBytes: max_body_bytes }),
    ...(ca_certificate !== undefined && { caCertificate: ca_certificate }),
  } as Columns<Input>;
}
