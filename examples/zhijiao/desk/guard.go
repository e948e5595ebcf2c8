package desk

import (
	"crypto/subtle"
	"net"
	"net/http"
)

// cookie holds the token, once the address with it was opened.
const cookie = "zhijiao"

// guard lets in who has the token and asks for this very machine by the address
// it listens on. A page of another site can neither read what is here (the token
// is in a cookie that only this site gets) nor send anything to it (its requests
// tell where they come from); a name that somebody points at 127.0.0.1 is not the
// host that was printed.
func guard(next http.Handler, token, host string) http.Handler {
	_, port, _ := net.SplitHostPort(host)
	cross := http.NewCrossOriginProtection()
	inner := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("X-Frame-Options", "DENY")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Cache-Control", "no-store")
		if r.Host != host && r.Host != "localhost:"+port {
			refuse(w, http.StatusMisdirectedRequest, "请用启动时打印的网址打开。")
			return
		}
		if given := r.URL.Query().Get("token"); r.Method == http.MethodGet && same(given, token) {
			http.SetCookie(w, &http.Cookie{Name: cookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		if c, err := r.Cookie(cookie); err != nil || !same(c.Value, token) {
			refuse(w, http.StatusForbidden, "这个页面只给启动它的人用：请用启动时打印的完整网址打开。")
			return
		}
		inner.ServeHTTP(w, r)
	})
}

func same(given, token string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(token)) == 1
}

func refuse(w http.ResponseWriter, status int, say string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(say + "\n"))
}
