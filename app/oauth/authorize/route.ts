import { answerAuthorize } from "@/lib/http/oauth/endpoints/authorize";

export const GET = answerAuthorize;
