import { existsSync } from 'node:fs'
import { defineConfig, type UserConfig } from 'vite'

const OUT = 'dist/client'

/** The publisher's tag and what it loads: an own build, so that its first chunk needs no second one. */
const embed = {
  outDir: OUT,
  emptyOutDir: false,
  modulePreload: false,
  copyPublicDir: false,
  rolldownOptions: {
    input: { embed: 'client/embed/embed.ts' },
    output: { entryFileNames: '[name].js', chunkFileNames: 'assets/[name]-[hash].js' },
  },
} satisfies UserConfig['build']

/** First-party pages. Entries have stable names, for the server's HTML; what they share is hashed. */
const pages = {
  outDir: OUT,
  emptyOutDir: true,
  copyPublicDir: false,
  rolldownOptions: {
    input: Object.fromEntries(
      Object.entries({
        console: 'client/console/main.tsx',
        account: 'client/account/main.tsx',
        pages: 'client/pages/main.ts',
      }).filter(([, file]) => existsSync(file)),
    ),
    output: {
      entryFileNames: 'assets/[name].js',
      chunkFileNames: 'assets/[name]-[hash].js',
      assetFileNames: 'assets/[name][extname]',
    },
  },
} satisfies UserConfig['build']

export default defineConfig({
  base: './',
  appType: 'custom',
  build: { target: 'baseline-widely-available', sourcemap: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    client: { build: pages },
    embed: { consumer: 'client', build: embed },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'embed']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
