/** Envoy puts the path of the request that it holds below ours. */
export { GET, POST, PUT, PATCH, DELETE, OPTIONS } from "../route";
