import { submitPasskey } from "@/lib/http/forms/passkey";

export const POST = submitPasskey;
