package crosscheck

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Decide lets LibreOffice accept all tracked changes of a .docx, or reject them,
// and returns the new file.
func Decide(t testing.TB, accept bool, file string) string {
	t.Helper()
	soffice := Tool(t, "soffice")
	office.Lock()
	defer office.Unlock()
	dir := t.TempDir()
	profile := "-env:UserInstallation=file://" + filepath.Join(dir, "profile")
	env := append(os.Environ(), "HOME="+dir, "TZ=UTC", "LC_ALL=C.UTF-8")
	first := exec.Command(soffice, profile, "--headless", "--terminate_after_init") // which puts empty macros into a new profile
	first.Env = env
	if log, err := first.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	macros := filepath.Join(dir, "profile", "user", "basic")
	if err := os.MkdirAll(filepath.Join(macros, "Standard"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"script.xlc":           `<library:libraries xmlns:library="http://openoffice.org/2000/library"><library:library library:name="Standard" library:link="false"/></library:libraries>`,
		"Standard/script.xlb":  `<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Changes"/></library:library>`,
		"Standard/Changes.xba": `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">` + decideMacro + `</script:module>`,
	} {
		if err := os.WriteFile(filepath.Join(macros, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	command := "RejectAllTrackedChanges"
	if accept {
		command = "AcceptAllTrackedChanges"
	}
	made := filepath.Join(dir, "decided.docx")
	// Names of files go by the environment: those in the address of a macro would
	// have to be escaped.
	cmd := exec.Command(soffice, profile, "--headless", "macro:///Standard.Changes.Decide")
	cmd.Env = append(env, "DECIDE_FROM="+file, "DECIDE_TO="+made, "DECIDE="+command)
	log, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	if _, err := os.Stat(made); err != nil {
		t.Fatalf("soffice decided nothing in %s:\n%s", filepath.Base(file), log)
	}
	return made
}

const decideMacro = `
Sub Decide()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(Environ("DECIDE_FROM")), "_blank", 0, hidden())
  Dim none()
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(doc.CurrentController.Frame, ".uno:" + Environ("DECIDE"), "", 0, none())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(Environ("DECIDE_TO")), filter())
  doc.close(True)
End Sub
`
