import '@fontsource-variable/inter/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { registerCommands } from './commands.ts'
import { dropNotices } from './drop-notices.ts'
import { features } from './feature-section.ts'
import { i18n } from './i18n/index.ts'
import { usePreferences } from './preferences.ts'
import { recoverScreens } from './recover-screens.ts'
import { createAppRouter } from './router.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/print.css'

const app = createApp(App).use(createPinia()).use(i18n)
const preferences = usePreferences()
preferences.follow()

const router = createAppRouter(() => preferences.lastPath)
for (const { commands, start } of features) {
  if (commands) registerCommands(commands(router))
  start?.()
}
recoverScreens(router)
dropNotices(router)
app.use(router)

// A file dropped beside a drop target would otherwise replace the page.
for (const type of ['dragover', 'drop']) window.addEventListener(type, event => event.preventDefault())

app.mount('#app')
