import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { leadToOwnStart } from "@/lib/auth/own-start";
import { nextAuthOptions } from "@/lib/auth/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: Context): Promise<Response> {
  return leadToOwnStart((await context.params).nextauth, request.nextUrl.searchParams) ?? ((await NextAuth(request, context, nextAuthOptions())) as Response);
}

export { handler as GET, handler as POST };
