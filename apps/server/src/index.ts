export { createClient, type Client, type ClientMethods, type ClientOptions } from './client/client';
export { TombolaError, type ClientErrorCode, type ClientProblem } from './client/error';
export type { ArtifactRange, DownloadOptions, UploadOptions } from './client/artifacts';
export type { FollowOptions } from './client/follow';
export type { CallOptions, Procedures, RouterInputs, RouterOutputs, Subscriber } from './client/procedures';
export type * from './client/api';
