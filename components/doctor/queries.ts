"use client";

import { useMutation } from "@tanstack/react-query";
import { callRoute } from "@/components/call-route";

export type TestSubject = "server" | "document";

/** Asks the doctor to look at an address. Nothing on the page depends on it, so nothing is read again. */
export const useTest = () =>
  useMutation({ mutationFn: ({ subject, url }: { subject: TestSubject; url: string }) => callRoute(subject === "server" ? "testMcpServer" : "testClientDocument", { body: { url } }) });
