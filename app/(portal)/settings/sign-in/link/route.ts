import { submitLink } from "@/lib/http/providers/link";

export const POST = submitLink;
