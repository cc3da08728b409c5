import { answerCallback } from "@/lib/http/providers/callback";

export const GET = answerCallback("telegram");
