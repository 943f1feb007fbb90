// Passkeys: asks the server what is to be signed, the browser for the signature, and sends it as an ordinary form.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const problem = form.querySelector('[data-passkey-problem]')
    problem.hidden = true
    try {
      const { startAuthentication, startRegistration } = await import('/assets/simplewebauthn/index.js')
      const purpose = form.dataset.passkey
      const asked = await fetch('/passkey-aufgabe', {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams({ _csrf: form.elements._csrf.value, purpose }),
        credentials: 'same-origin',
      })
      if (!asked.ok) throw new Error(`refused with ${asked.status}`)
      const optionsJSON = await asked.json()
      const answer = await (purpose === 'add' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON }))
      form.elements.answer.value = JSON.stringify(answer)
      form.submit()
    } catch {
      problem.hidden = false
    }
  })
}
