package io.jiaxiao.message.receipt.web;

import io.jiaxiao.message.receipt.Receipts;
import io.jiaxiao.message.receipt.Uplinks;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What 云MAS calls. 200 means stored; the token is {@link MasCallbackGuard}'s, who has seen it before anything is read. */
@RestController
@RequestMapping(MasCallbackController.PATH)
class MasCallbackController {

    static final String PATH = "/callback/mas/{" + MasCallbackGuard.TOKEN + "}";

    private final Receipts receipts;
    private final Uplinks uplinks;

    MasCallbackController(Receipts receipts, Uplinks uplinks) {
        this.receipts = receipts;
        this.uplinks = uplinks;
    }

    @PostMapping("/reports")
    void report(@PathVariable String pathToken, @Valid @RequestBody MasReport report) {
        receipts.take(report.toReport());
    }

    @PostMapping("/uplinks")
    void uplink(@PathVariable String pathToken, @Valid @RequestBody MasUplink uplink) {
        uplinks.take(uplink.toUplink());
    }
}
