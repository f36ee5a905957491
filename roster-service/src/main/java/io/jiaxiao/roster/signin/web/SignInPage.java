package io.jiaxiao.roster.signin.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The one page this service has: a form for operators, without scripts. */
@Hidden
@RestController
class SignInPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="zh-CN">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>登录 · 家校运营台</title>
              <style>
                body { font-family: system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; }
                form { display: grid; gap: .8rem; width: 20rem; }
                input, button { font: inherit; padding: .6rem; }
                p { color: #b00020; margin: 0; }
              </style>
            </head>
            <body>
              <form method="post" action="/auth/login">
                <h1>家校运营台</h1>
                %s
                <label>用户名 <input name="username" autocomplete="username" maxlength="64" required autofocus></label>
                <label>密码 <input name="password" type="password" autocomplete="current-password" maxlength="72" required></label>
                <input type="hidden" name="%s" value="%s">
                <button>登录</button>
              </form>
            </body>
            </html>
            """;

    @GetMapping("/auth/login")
    ResponseEntity<String> page(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
        String message = error == null ? "" : "<p>用户名或密码不正确；连续输错5次将锁定15分钟</p>";
        return ResponseEntity.ok()
                .contentType(HTML)
                .body(PAGE.formatted(
                        message, HtmlUtils.htmlEscape(csrf.getParameterName()), HtmlUtils.htmlEscape(csrf.getToken())));
    }
}
