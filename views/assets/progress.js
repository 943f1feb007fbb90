// A running computation, told live. Without JavaScript the page reloads itself instead.
const bar = document.querySelector('#progress')
const text = document.querySelector('[data-progress-text]')
const look = async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
  const { progress } = answer.ok ? await answer.json() : {}
  if (!progress) return location.reload()
  bar.max = progress.total
  bar.value = progress.done
  text.textContent = progress.text
  setTimeout(look, 500)
}
setTimeout(look, 500)
