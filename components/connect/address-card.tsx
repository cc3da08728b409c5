import { CopyButton } from "@/components/ui/copy-button";
import { KeyTag } from "@/components/ui/key-tag";

/** The one address that every client asks for. */
export function AddressCard({ address }: { address: string }) {
  return <KeyTag value={address} label="Address of the MCP server" actions={<CopyButton value={address} what="address" />} />;
}
