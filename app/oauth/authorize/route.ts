import { answerAuthorize } from "@/lib/http/oauth/authorize";

export const GET = answerAuthorize;
