"use client";

import { useRouteMutation } from "@/components/use-route-mutation";
import type { OrganizationView } from "@/lib/contract/organizations";

export const useCreateOrganization = (onCreated: (organization: OrganizationView) => void) => useRouteMutation("createOrganization", onCreated);
export const useUpdateOrganization = () => useRouteMutation("updateOrganization");
export const useDeleteOrganization = (onDeleted: () => void) => useRouteMutation("deleteOrganization", onDeleted);
export const useTransferOwnership = () => useRouteMutation("transferOwnership");
export const useUpdateMember = () => useRouteMutation("updateMember");
export const useRemoveMember = (onRemoved: () => void) => useRouteMutation("removeMember", onRemoved);
export const useInvite = () => useRouteMutation("createInvitation");
export const useRevokeInvitation = () => useRouteMutation("revokeInvitation");
export const useAppointOwner = (onAppointed: () => void) => useRouteMutation("appointOwner", onAppointed);
