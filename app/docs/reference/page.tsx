import type { Metadata } from "next";
import { currentDocument } from "@/lib/http/openapi-document";
import { referenceTags } from "@/components/docs/reference";
import { ReferenceIndex } from "@/components/docs/reference-index";

export const metadata: Metadata = { title: "API reference" };

export default function ReferencePage() {
  return <ReferenceIndex tags={referenceTags(currentDocument())} />;
}
