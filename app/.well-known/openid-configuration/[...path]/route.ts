import { metadataDocument } from "@/lib/http/oauth/metadata-document";

export const { GET, OPTIONS } = metadataDocument("openid-configuration");
