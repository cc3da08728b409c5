"use client";

import { useMutation } from "@tanstack/react-query";
import { callRoute } from "@/components/call-route";

/** Changes nothing that the list shows, so the page is not read again. */
export const useReadMail = () => useMutation({ mutationFn: (id: string) => callRoute("readMail", { params: { id } }) });
