import { call as callServer, type Problem } from '../../client/api.ts'
