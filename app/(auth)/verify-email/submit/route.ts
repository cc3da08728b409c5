import { submitVerification } from "@/lib/http/forms/verify-email";

export const POST = submitVerification;
