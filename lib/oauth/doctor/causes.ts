/**
 * Why a step of a connection failed, by code: what happened, and what its developer or administrator can do about it. Rows of
 * the database hold the code; these words can get better without them.
 */
export const causes = {
  // discovery
  metadata_not_found: { title: "Looked for metadata where there is none", fix: "Ask for `/.well-known/oauth-protected-resource/mcp` (RFC 9728) and `/.well-known/oauth-authorization-server` (RFC 8414)." },

  // registration and metadata documents
  registration_off: { title: "Clients cannot register themselves here", fix: "Register the client by hand (My OAuth apps) and give it the client_id, or ask an administrator for an initial access token." },
  registration_limited: { title: "Too many registrations from one address", fix: "Keep the client_id of the first registration instead of registering at every start." },
  registration_invalid: { title: "The registration request is not valid", fix: "Send the members of RFC 7591 as JSON; the answer names the member that is wrong." },
  redirect_uri_invalid: { title: "A redirect URI is of a kind that is not safe", fix: "Use https, or http on localhost, 127.0.0.1 or [::1], or (public clients) a private-use scheme such as cursor://. No fragments, no user names." },
  initial_token_invalid: { title: "The initial access token is not valid", fix: "It was mistyped, used up, revoked or has expired. Ask an administrator for a new one." },
  document_disabled: { title: "The client is named by the address of a metadata document, and those are switched off", fix: "An administrator sets CIMD_ENABLED=true, or the client registers (RFC 7591) or is registered by hand." },
  document_address_invalid: { title: "The address of the metadata document cannot be used", fix: "It must be https with a path, without fragment, user name or dot segments." },
  document_unreachable: { title: "The metadata document could not be fetched", fix: "It must answer within 5 seconds with status 200, without a redirect, from a public address." },
  document_invalid: { title: "The metadata document is not valid", fix: "It must be JSON of at most 5 KB whose client_id is exactly its own address, with redirect_uris." },
  document_limited: { title: "Too many metadata documents asked for at once", fix: "Wait a minute and try again." },

  // the client
  client_missing: { title: "No client_id was sent", fix: "Send the client_id that registration answered." },
  client_unknown: { title: "No such client", fix: "The client_id is mistyped, belongs to another server, or was removed. Delete the stored registration so that the client registers again." },
  client_pending: { title: "The client waits for approval", fix: "An administrator approves it on the clients page." },
  client_blocked: { title: "The client is blocked", fix: "An administrator has blocked it; ask there why." },
  client_auth_missing: { title: "The client did not authenticate", fix: "It is registered with a secret or a key: send it at the token endpoint as registered." },
  client_auth_method: { title: "The client authenticated in another way than registered", fix: "Use the token_endpoint_auth_method of the registration, or change the registration." },
  client_secret_wrong: { title: "The client secret is wrong", fix: "It was mistyped, rotated, or belongs to another client." },
  client_assertion_invalid: { title: "The signed client assertion is not valid", fix: "iss and sub are the client_id, aud is the issuer, exp is near, jti is new, and the key is in the client's published set." },

  // authorization request
  redirect_uri_missing: { title: "No redirect_uri was sent", fix: "Send one of the registered redirect URIs." },
  redirect_uri_mismatch: { title: "The redirect_uri is not registered", fix: "It must be one of the registered ones, character for character; only the port of a loopback address is free." },
  parameter_repeated: { title: "A parameter was sent twice", fix: "Send each parameter once." },
  response_type_unsupported: { title: "Only the authorization code flow is offered", fix: "Send response_type=code." },
  pkce_missing: { title: "PKCE is missing", fix: "Send code_challenge, and code_challenge_method=S256." },
  pkce_method: { title: "PKCE with another method than S256", fix: "Send code_challenge_method=S256." },
  request_invalid: { title: "The request is not valid", fix: "The description names the parameter." },
  resource_unknown: { title: "The resource is not one of this server's", fix: "Send as `resource` exactly what the protected resource metadata gives in its member `resource`." },
  resource_more_than_one: { title: "More than one resource", fix: "Ask for one resource at a time." },
  scope_none_grantable: { title: "None of the scopes can be granted", fix: "Ask for scopes from scopes_supported, or for none to get the usual set." },
  sign_in_needed: { title: "Nobody was signed in, and the client wanted no page", fix: "Leave out prompt=none." },
  consent_needed: { title: "The person has not agreed, and the client wanted no page", fix: "Leave out prompt=none." },
  consent_denied: { title: "The person denied the request", fix: "Nothing is wrong: ask again when the person wants to connect." },
  request_expired: { title: "The request was left open too long", fix: "Begin again from the client." },
  request_other_browser: { title: "The decision came from another browser than the request", fix: "Open the client's link and decide in the same browser." },

  // token endpoint
  grant_type_unsupported: { title: "The grant type is not offered", fix: "grant_types_supported of the metadata lists those that are." },
  grant_type_not_allowed: { title: "The client may not use this grant type", fix: "Register the client with it; client_credentials needs a confidential client." },
  code_unknown: { title: "The authorization code is unknown", fix: "It was cut or changed on the way, or belongs to another server." },
  code_expired: { title: "The authorization code has expired", fix: "Exchange it within 60 seconds." },
  code_reused: { title: "The authorization code was used twice", fix: "What the first use gave has been revoked. Exchange a code once; look for a redirect page that loads twice." },
  code_other_client: { title: "The code belongs to another client", fix: "Exchange it with the client_id that asked for it." },
  code_redirect_mismatch: { title: "The redirect_uri differs from the one in the authorization request", fix: "Send the same one again, character for character, port included." },
  pkce_wrong: { title: "The code_verifier does not fit the code_challenge", fix: "Keep the verifier of this very attempt; two attempts at once overwrite each other's." },
  code_session_ended: { title: "The person signed out before the code was exchanged", fix: "Begin again from the client." },
  refresh_unknown: { title: "The refresh token is unknown", fix: "It belongs to a connection that was revoked, or to another server. Connect again." },
  refresh_expired: { title: "The refresh token has expired", fix: "Connections last 30 days, or as long as was chosen at consent. Connect again." },
  refresh_reused: { title: "An old refresh token was used again", fix: "The connection was ended in case the token was stolen. Connect again, and store the newest refresh token after each refresh." },
  refresh_other_client: { title: "The refresh token belongs to another client", fix: "Refresh with the client_id that got it." },
  grant_revoked: { title: "The connection was revoked", fix: "Somebody disconnected the app. Connect again." },
  subject_token_invalid: { title: "The token to be exchanged is not valid", fix: "Send a living API key, session token or access token as subject_token, from an address that it may be used from." },
  device_code_unknown: { title: "The device code is unknown", fix: "It was mistyped, was used before, or belongs to another client. Ask for a new one." },
  device_code_expired: { title: "The device code has expired", fix: "Ask for a new one, and show its code to the person at once." },
  account_suspended: { title: "The account is suspended", fix: "An administrator can resume it." },

  // calls
  token_missing: { title: "The call carried no token", fix: "Send it as `Authorization: Bearer`." },
  token_invalid: { title: "The access token is not valid", fix: "It is malformed, revoked, or from another server. Refresh it or connect again." },
  token_expired: { title: "The access token has expired", fix: "Refresh it; expires_in says when." },
  token_other_audience: { title: "The access token is for another resource", fix: "Ask for it with `resource` set to the address that you call." },
  scope_insufficient: { title: "The token lacks a scope", fix: "Connect again with the scope that the challenge names, or widen the connection on the connected apps page." },
  person_not_allowed: { title: "The person may not use this server", fix: "Its rules name other roles, groups or kinds of credential. An administrator can change them, or the person's role and groups." },
  address_not_allowed: { title: "The call came from an address that is not allowed", fix: "The connection is limited to certain addresses; widen them on the connected apps page." },
  origin_refused: { title: "The page that called is not one of ours", fix: "Pages may call from this server's own origin or one of MCP_ALLOWED_ORIGINS; programs send no Origin." },

  rate_limited: { title: "Too many requests", fix: "Wait as long as Retry-After says." },
  server_unavailable: { title: "The server could not answer", fix: "Nothing was changed. Try again in a moment." },
} as const satisfies Record<string, { title: string; fix: string }>;

export type CauseCode = keyof typeof causes;
