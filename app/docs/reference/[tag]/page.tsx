import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentDocument } from "@/lib/http/openapi-document";
import { OperationSection } from "@/components/docs/operation-section";
import { referenceTags } from "@/components/docs/reference";
import { config } from "@/lib/env/config";

type Props = { params: Promise<{ tag: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findTag(params))?.name ?? "Not found" };
}

export default async function ReferenceTagPage({ params }: Props) {
  const tag = (await findTag(params)) ?? notFound();
  return (
    <>
      <h1 className="mb-8 text-3xl font-semibold tracking-tight">{tag.name}</h1>
      {tag.entries.map((entry) => (
        <OperationSection key={entry.operation.operationId} entry={entry} host={config().publicUrl} />
      ))}
    </>
  );
}

async function findTag(params: Props["params"]) {
  const { tag } = await params;
  return referenceTags(currentDocument()).find(({ slug }) => slug === tag);
}
