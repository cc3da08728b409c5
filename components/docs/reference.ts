import type { OpenApiDocument, OpenApiOperation } from "@/lib/contract/openapi-document";
import { paths } from "@/lib/paths";

export type ReferenceEntry = { operation: OpenApiOperation; method: string; path: string; href: string };
export type ReferenceTag = { name: string; slug: string; entries: ReferenceEntry[] };

/** The document by tag, in the order of the contract. */
export function referenceTags(document: OpenApiDocument): ReferenceTag[] {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ operation, method: method.toUpperCase(), path, href: `${paths.referenceTag(slugOf(operation.tags[0] ?? ""))}#${operation.operationId}` })),
  );
  return document.tags.map(({ name }) => ({ name, slug: slugOf(name), entries: entries.filter(({ operation }) => operation.tags[0] === name) }));
}

function slugOf(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
