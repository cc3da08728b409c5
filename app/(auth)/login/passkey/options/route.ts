import { answerPasskeyOptions } from "@/lib/http/forms/passkey";

export const POST = answerPasskeyOptions;
