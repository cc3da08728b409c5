import { submitConsent } from "@/lib/http/forms/consent";

export const POST = submitConsent;
