import type { Metadata } from "next";
import { ErrorsGuide } from "@/components/docs/guides/errors";

export const metadata: Metadata = { title: "Errors" };

export default function ErrorsPage() {
  return <ErrorsGuide />;
}
