@echo off
rem Starts the `cien` command from a checkout on Windows: finds a JDK, builds what is out of date, runs it.
rem The counterpart of the shell script `cien` beside it; it does the same, except that two builds at a time do not wait
rem for each other.
rem
rem   CIEN_JAVA_HOME   the JDK to use, instead of the one found
rem   CIEN_JAVA_OPTS   more options for the Java machine, such as -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion
set "cien_home=%~dp0"
set "cien_home=%cien_home:~0,-1%"
set "target=%cien_home%\dist\target"
set "lib=%target%\lib"
set "stamp=%target%\built"
set "log=%cien_home%\target\cien-build.log"

rem The language of the sentences below, as the command itself chooses it: --lang, else CIEN_LANG, else LC_ALL,
rem LC_MESSAGES or LANG. Windows is asked only if none says and there is something to say.
set "language="
set "studio="
:next_word
if "%~1"=="" goto :words_read
if "%~1"=="--lang" set "language=%~2"
if "%~1"=="studio" set "studio=yes"
shift
goto :next_word
:words_read
if not defined language set "language=%CIEN_LANG%"
if not defined language set "language=%LC_ALL%"
if not defined language set "language=%LC_MESSAGES%"
if not defined language set "language=%LANG%"

call :find_jdk
if errorlevel 1 exit /b 1
call :up_to_date
if errorlevel 1 call :build
if errorlevel 1 exit /b 1

set "options="
rem On one or two cores the JVM has one thread for its optimizing compiler; training waits for that one, so a second helps.
if defined NUMBER_OF_PROCESSORS if %NUMBER_OF_PROCESSORS% leq 2 set "options=%options% -XX:CICompilerCount=3"
set "vector="
if exist "%jdk%\jmods\jdk.incubator.vector.jmod" set "vector=yes"
findstr /c:"jdk.incubator.vector" "%jdk%\release" > nul
if not errorlevel 1 set "vector=yes"
if defined vector set "options=%options% --add-modules jdk.incubator.vector"
rem The studio's libraries are on the class path of the studio alone: jars cost every start time.
set "classes=%lib%\*"
set "archive=%target%\classes-%version%.jsa"
if defined studio set "classes=%lib%\*;%target%\studio\*"
if defined studio set "archive=%target%\studio-%version%.jsa"
if defined studio set "options=%options% --enable-native-access=ALL-UNNAMED"
if not exist "%archive%" call :archive_classes
call :size "%archive%"
if %size% gtr 0 (
  set "options=%options% -Xlog:cds=off -Xlog:cds+dynamic=off"
  set "share=-XX:SharedArchiveFile=%archive%"
) else (
  set "share=-Xshare:auto"
)
"%jdk%\bin\java.exe" "%share%" %options% "@%cien_home%\tensor\jvm.options" %CIEN_JAVA_OPTS% -cp "%classes%" dev.cien.cli.Main %*
exit /b %ERRORLEVEL%

rem --- a JDK --------------------------------------------------------------------------------------------------------

rem Sets `version` and `rank` (a number that orders versions) of the JDK in folder %1; fails if there is none.
:inspect
set "version="
set "rank=0"
if not exist "%~1\bin\javac.exe" exit /b 1
if not exist "%~1\release" exit /b 1
for /f "usebackq tokens=1,* delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" set "version=%%~b"
if not defined version exit /b 1
set "major=0"
set "minor=0"
set "patch=0"
for /f "tokens=1-3 delims=.-+_" %%a in ("%version%") do (
  set "major=%%a"
  if not "%%b"=="" set "minor=%%b"
  if not "%%c"=="" set "patch=%%c"
)
set /a "rank=major * 1000000 + minor * 1000 + patch" 2> nul
exit /b 0

rem Looks at folder %1: sets `best_jdk` and `best` if it is better than what was found, a 25 before its successors.
:consider
call :inspect "%~1"
if errorlevel 1 exit /b 0
if %rank% lss 25000000 exit /b 0
set /a "order=rank"
if %rank% geq 25000003 if %rank% lss 26000000 set /a "order=rank + 1000000000"
if %order% gtr %best% (
  set "best=%order%"
  set "best_jdk=%~1"
)
exit /b 0

rem The folder of the JDK that the first `java` on the path belongs to, as `usual`.
:from_path
set "usual="
for /f "delims=" %%j in ('where java.exe 2^> nul') do if not defined usual for %%k in ("%%~dpj..") do set "usual=%%~fk"
exit /b 0

rem Sets `jdk`, `version` and `rank`: the one asked for; else the usual one, if new enough; else the best installed.
:find_jdk
set "jdk="
if defined CIEN_JAVA_HOME goto :asked_for
call :from_path
if defined JAVA_HOME call :take_if_new "%JAVA_HOME%"
if not defined jdk if defined usual call :take_if_new "%usual%"
if defined jdk goto :found
set "best=0"
set "best_jdk="
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined usual call :consider "%usual%"
for %%p in (
  "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu"
  "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%ProgramFiles%\OpenJDK" "%ProgramFiles%\SapMachine"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.gradle\jdks"
  "%USERPROFILE%\.jbang\cache\jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps"
) do for /f "delims=" %%d in ('dir /b /ad "%%~p" 2^> nul') do (
  call :consider "%%~p\%%d"
  if exist "%%~p\%%d\current\bin\javac.exe" call :consider "%%~p\%%d\current"
)
if not defined best_jdk (
  call :say "no JDK 25 found: install JDK 25.0.3 or later (for example Eclipse Temurin 25 from adoptium.net, or `winget install EclipseAdoptium.Temurin.25.JDK`), or set CIEN_JAVA_HOME to the folder of one." "no se ha encontrado un JDK 25: instale el JDK 25.0.3 o posterior (por ejemplo Eclipse Temurin 25 de adoptium.net, o `winget install EclipseAdoptium.Temurin.25.JDK`), o ponga en CIEN_JAVA_HOME la carpeta de uno."
  exit /b 1
)
set "jdk=%best_jdk%"
goto :found
:asked_for
call :inspect "%CIEN_JAVA_HOME%"
if errorlevel 1 (
  call :say "CIEN_JAVA_HOME is not a JDK: it has no bin\javac.exe and release file." "CIEN_JAVA_HOME no es un JDK: le faltan bin\javac.exe y el archivo release."
  exit /b 1
)
set "jdk=%CIEN_JAVA_HOME%"
:found
call :inspect "%jdk%"
if %rank% lss 25000000 (
  call :say "CIEN_JAVA_HOME is JDK %version%; Cien needs 25.0.3 or later." "CIEN_JAVA_HOME es el JDK %version%; Cien necesita 25.0.3 o posterior."
  exit /b 1
)
if %rank% lss 25000003 call :say "warning: JDK %version% has a known memory bug; please update to 25.0.3 or later." "aviso: el JDK %version% tiene un error de memoria conocido; instale el 25.0.3 o posterior."
exit /b 0

rem Takes folder %1 as `jdk` if it is new enough.
:take_if_new
call :inspect "%~1"
if errorlevel 1 exit /b 0
if %rank% geq 25000003 set "jdk=%~1"
exit /b 0

rem --- the build ----------------------------------------------------------------------------------------------------

rem Whether no source or pom is newer than the last build.
:up_to_date
if not exist "%stamp%" exit /b 1
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:stamp).LastWriteTime; $p = @(Join-Path $env:cien_home 'pom.xml') + (Get-ChildItem -LiteralPath $env:cien_home -Directory | ForEach-Object { (Join-Path $_.FullName 'pom.xml'), (Join-Path $_.FullName 'src\main') }); $n = $p | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_; Get-ChildItem -LiteralPath $_ -Recurse -ErrorAction SilentlyContinue } | Where-Object { $_.LastWriteTime -gt $t } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
exit /b %ERRORLEVEL%

:build
where mvn > nul 2> nul
if errorlevel 1 (
  call :say "Maven is needed to build Cien once: install it, for example with `scoop install maven`." "hace falta Maven para compilar Cien una vez, por ejemplo con `scoop install maven`."
  exit /b 1
)
call :say "building what is new; the first time takes a minute or two ..." "compilando lo nuevo; la primera vez tarda un minuto o dos ..."
if not exist "%target%" mkdir "%target%"
if not exist "%cien_home%\target" mkdir "%cien_home%\target"
del /q "%target%\*.jsa" 2> nul
type nul > "%stamp%.started"
set "JAVA_HOME=%jdk%"
call mvn --batch-mode -f "%cien_home%\pom.xml" -pl dist -am -Dmaven.test.skip=true package > "%log%" 2>&1
if errorlevel 1 (
  findstr /b /l /c:"[ERROR] " "%log%" 1>&2
  call :say "the build failed; all of its output is in %log%" "no se ha podido compilar; todo lo que dijo Maven queda en %log%"
  exit /b 1
)
move /y "%stamp%.started" "%stamp%" > nul
exit /b 0

rem --- a faster start -----------------------------------------------------------------------------------------------

rem Keeps the classes of a short run in a file that the JVM maps at its next start. It belongs to one JDK and one
rem build; where it cannot be made, an empty file takes its place, and everything works without it.
:archive_classes
set "run=%TEMP%\cien-%RANDOM%%RANDOM%"
mkdir "%run%" 2> nul
if not exist "%run%" exit /b 0
set sample=train xor --epochs 2 --out "%run%\xor"
if defined studio set sample=studio --once --no-open --port 0 --data "%run%\data"
"%jdk%\bin\java.exe" %options% "@%cien_home%\tensor\jvm.options" "-XX:ArchiveClassesAtExit=%run%\classes.jsa" -cp "%classes%" dev.cien.cli.Main %sample% > nul 2>&1
if not exist "%run%\classes.jsa" type nul > "%run%\classes.jsa"
move /y "%run%\classes.jsa" "%archive%" > nul 2>&1
rmdir /s /q "%run%"
exit /b 0

:size
set "size=0"
if exist "%~1" set "size=%~z1"
exit /b 0

rem Says %1 or its Spanish %2 on standard error, so that `--json` output stays clean. The Spanish sentences do without
rem accents: Windows reads this file in the code page of the console, whatever that is.
:say
if not defined language for /f %%l in ('powershell -NoProfile -Command "(Get-UICulture).Name"') do set "language=%%l"
if not defined language set "language=en"
set "said=%~1"
if /i "%language:~0,2%"=="es" set "said=%~2"
>&2 echo cien: %said%
exit /b 0
